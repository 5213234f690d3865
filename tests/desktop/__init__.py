"""Tests of the program as its user meets it: a process of its own, a real window, real keys."""
