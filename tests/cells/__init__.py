"""Tests of the cells room."""
