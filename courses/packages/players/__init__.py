"""Players: packages shown in frames with an origin of their own, in few requests and few bytes."""
