"""« Espace de l’engagement »: where a territory writes its reports, without account, through a link in its mail."""
