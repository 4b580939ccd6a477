"""The matrix runs against the same private server as the other tests of the case system, as the same role that owns nothing.

`tests.casework.conftest.assert_bound_by_row_security` has spoken before the first test here: a suite whose database role
owned a table or passed row security by would stop there.
"""

from tests.casework.conftest import _connected, _server

__all__ = ["_connected", "_server"]
