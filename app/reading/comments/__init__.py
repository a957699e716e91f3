"""Comments of an authority: what it quotes, what it answers, what its status lines say."""
