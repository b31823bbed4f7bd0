"""What Akkoord writes: one folder a language, one TOML file a letter, and the code that sets it as a PDF."""
