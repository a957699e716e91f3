"""Settings; the only place that reads the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each setting is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'var' / 'throughline.db'}",
        description="Where the data is: sqlite:///path or postgresql://user:password@host/name.",
    )
    database_pool: int = Field(
        default=40,
        ge=1,
        description="Database connections of one process; at least its threads.",
    )
    threads: int = Field(
        default=40,
        ge=1,
        description="Requests that one process handles at the same time.",
    )
    seeds: Path = Field(default=ROOT / "seeds", description="Folder of the seed data.")
    public_url: str = Field(
        default="",
        description="Address that readers see, used in citations and exports.",
    )
    files: Path = Field(
        default=ROOT / "var" / "files", description="Folder of the original files of documents."
    )
    secret: str = Field(
        default="",
        validate_default=False,
        min_length=32,
        repr=False,
        description="Signs what forms carry; without it one is made and kept in var/secret.",
    )
    local_desk: bool = Field(
        default=False,
        description="Whether the desk answers without an account too, on this machine only.",
    )
