"""Logging in with the passwords of the class's file, which is read anew each time."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from traitlets import Unicode

from deploy import people


class PasswordFile(Authenticator):
    """Lets in who is in the file and has that password; the file is the list of who is allowed."""

    path = Unicode(config=True, help="the file with everybody's password")
    allow_all = True  # nobody else has a password

    async def authenticate(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, handler: Any, data: dict[str, str]
    ) -> str | None:
        """Return the name, or nothing."""
        person = people.read(Path(self.path)).get(data["username"])
        given = data.get("password", "").encode()
        known = person.password.encode() if person else b""
        return person.name if hmac.compare_digest(given, known) and person else None

    async def refresh_user(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, user: Any, handler: Any = None
    ) -> bool:
        """Whether somebody who has logged in is still in the file; asked once a minute.

        Who is not loses all tokens too, for JupyterHub lets those in whatever is answered here.
        """
        if user.name in people.read(Path(self.path)):
            return True
        for token in list(user.api_tokens):
            user.db.delete(token)
        user.db.commit()
        return False
