"""Contents as plain forms that the server shows and marks, a module for each type; parameters in, form and marks out.

Points are what the real types give for the same answers. What the types' sources do was read in their public
repositories (github.com/h5p): the code and the words here are our own.
"""

from courses.packages.plain.exercise import Exercise, exercise_of

__all__ = ["Exercise", "exercise_of"]
