"""Tests of the write room."""
