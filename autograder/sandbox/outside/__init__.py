"""What makes the sandbox, and never enters it.

====================  ======================================================================
`sandbox`             which room, and whether it can be had here
`bubblewrap`          the usual room: which files, which devices, no network
`container`           the other room, with Podman or Docker
`visible_files`       what of this machine either room shows, read-only
`library`             what students may import, without the answers
====================  ======================================================================
"""
