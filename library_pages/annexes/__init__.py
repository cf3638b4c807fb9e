"""The annexes of a page of the library, for members only: what they hold, who reads them, how one gets in touch."""
