"""The slot for H5P's own editor client: an archive that an administrator brings, run in a sandbox like every player."""
