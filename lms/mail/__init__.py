"""Letters by e-mail: written in the transaction that causes them, sent by a job, once."""
