"""Ages, births, deaths and deeds of persons, against each other and against the bounds of a life."""
