"""The pages of the city's focal point and of the nominated official. Nothing here changes anything by GET."""
