"""Which folders are refused, and that ordinary ones are not."""

from pathlib import Path, PureWindowsPath

import pytest

from triage.keys import KeysError
from triage.services import place
from triage.services.place import Mount, network_kind, parsed, require_local, synchronised_by

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//server/home /home cifs rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
server:/export /mnt/with\\040space nfs4 rw 0 0
user@host: /mnt/ssh fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /over nfs rw 0 0
/dev/sdc1 /over ext4 rw 0 0
short
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/anna/.local/share/Vagval", "cifs"),
        ("/home/local/anna/Vagval", None),
        ("/home", "cifs"),
        ("/homes/anna", None),
        ("/mnt/with space/Vagval", "nfs4"),
        ("/mnt/ssh/x", "fuse.sshfs"),
        ("/run/user/1000/gvfs/smb-share/x", "fuse.gvfsd-fuse"),
        ("/var/lib/x", None),
        ("/over/x", None),
    ],
)
def test_a_disk_of_another_computer_is_known_by_its_mount(path: str, kind: str | None) -> None:
    assert network_kind(Path(path), parsed(MOUNTS)) == kind


def test_shares_are_known_by_their_letters_and_names_on_windows() -> None:
    disks = [Mount("C:\\", "NTFS"), Mount("H:\\", "smbfs")]
    assert network_kind(PureWindowsPath(r"\\server\share\Vagval"), disks) == "UNC"  # type: ignore[arg-type] # as Windows has it
    assert network_kind(PureWindowsPath(r"H:\Vagval"), disks) == "smbfs"  # type: ignore[arg-type] # as above
    assert network_kind(PureWindowsPath(r"C:\Users\Anna"), disks) is None  # type: ignore[arg-type] # as above


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/anna/Dropbox/data", "Dropbox"),
        ("/home/anna/Dropbox (Region)/data", "Dropbox"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/Users/anna/Library/CloudStorage/OneDrive-Region/x", "iCloud, OneDrive, Google Drive"),
        ("/c/Users/anna/OneDrive - Region Skåne/Dokument", "OneDrive"),
        ("/c/Users/anna/onedrive/x", "OneDrive"),
        ("/home/anna/Nextcloud/Vagval", "Nextcloud"),
        ("/home/anna/Jottacloud", "Jottacloud"),
        ("/home/anna/.local/share/Vagval", None),
        ("/home/anna/Dropboxes/x", None),
        ("/home/sync/megafon/x", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(path: str, program: str | None) -> None:
    assert synchronised_by(Path(path)) == program


@pytest.mark.parametrize(
    ("mark", "program"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")]
)
def test_one_of_another_name_is_known_by_its_mark(tmp_path: Path, mark: str, program: str) -> None:
    (tmp_path / "shared" / mark).mkdir(parents=True)
    with pytest.raises(KeysError) as caught:
        require_local(tmp_path / "shared" / "deep" / "not yet there")
    assert caught.value.values == {"kind": program}
    assert str(tmp_path) not in str(caught.value)
    require_local(tmp_path / "other")


def test_one_moved_by_the_region_is_known_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Moln"))
    with pytest.raises(KeysError, match="place_synchronised"):
        require_local(tmp_path / "Moln" / "Vagval")
    require_local(tmp_path / "Molnfri")


def test_a_link_does_not_hide_where_data_would_lie(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "innocent").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(KeysError, match="place_synchronised"):
        require_local(tmp_path / "innocent" / "data")


def test_links_in_a_circle_and_a_system_that_tells_nothing_are_borne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    require_local(tmp_path / "a" / "data")
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "none")
    assert place.mounts() == []
    require_local(tmp_path)


def test_this_computer_names_its_disks() -> None:
    assert any(Path(one.point) == Path("/") for one in place.mounts())
