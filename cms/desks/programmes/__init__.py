"""The secretariat's desk for programmes: editions, invitations of cities, nominations of officials."""
