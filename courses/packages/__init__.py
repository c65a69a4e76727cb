"""H5P content: reading and checking what is uploaded, storing it, playing it in isolation."""
