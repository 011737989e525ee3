"""Polls and votes: leads, margins and samples."""
