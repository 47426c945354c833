"""From the files that were handed in to grades: every good file graded, one line for every bad one."""
