"""Odoo 19.0: where it comes from, in this order, the first that answers:

`ODOO_HOME` (a source tree or an installed server), `ODOO_DEB` (a package file),
the user's cache, Debian's archive, Odoo's public repository.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from . import places
from .debian import root_prefix
from .say import Failure, note, run, step

PACKAGE = "odoo-19"
REPOSITORY = "https://github.com/odoo/odoo.git"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
INSIDE = "usr/lib/python3/dist-packages"
# The package replaces some files by links into these packages.
COMPANIONS = [
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
]
# Missing in the package: it blurs the background of video calls. Without the file
# every page logs an error; an empty one is enough.
MISSING = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def find():
    """The folder that holds Odoo's `odoo` package; says which source was taken."""
    if home := os.environ.get("ODOO_HOME"):
        return _say(_inside(Path(home).resolve(), "ODOO_HOME"), f"ODOO_HOME ({home})")
    if package := os.environ.get("ODOO_DEB"):
        return _say(_from_file(Path(package).resolve()), f"ODOO_DEB ({package})")
    with places.locked("odoo"):
        return _from_cache() or _from_outside()


def _say(folder, source):
    note(f"Odoo 19.0 from {source}")
    return folder


def _inside(home, name):
    for folder in (home, home / INSIDE, home / "src"):
        release = folder / "odoo" / "release.py"
        if release.exists():
            if not re.search(r"version_info = \(19, 0,", release.read_text()):
                raise Failure(f"{name}={home} is not Odoo 19.0 (see {release}).")
            return folder
    remedy = "It must hold the folder `odoo` with release.py in it."
    raise Failure(f"There is no Odoo in {name}={home}.", remedy)


def _from_file(package):
    if not package.is_file():
        raise Failure(f"ODOO_DEB={package} is not a file.", "Correct or unset it.")
    home = places.cache() / f"odoo-{places.key(package)}"
    with places.locked("odoo"):
        if not home.exists():
            _unpack(package, home, "a package file")
    return _inside(home, "ODOO_DEB")


def _from_cache():
    homes = [p for p in places.cache().glob("odoo-*") if (p / "SOURCE").exists()]
    if not homes:
        return None
    home = max(homes, key=lambda path: path.stat().st_mtime)
    source = (home / "SOURCE").read_text().strip()
    return _say(_inside(home, "cache"), f"the cache, once taken from {source}")


def _from_outside():
    reasons = []
    for source in (_from_archive, _from_repository):
        try:
            return source()
        except Failure as failure:
            note(f"not this way: {str(failure).splitlines()[0]}")
            reasons.append(f"{source.__name__.strip('_')}: {failure}")
    remedy = (
        "set ODOO_HOME to an Odoo 19.0 source tree or installed server, or ODOO_DEB to "
        f"a file {PACKAGE}_19.0*.deb, and start again."
    )
    raise Failure("Odoo 19.0 could not be fetched.\n" + "\n".join(reasons), remedy)


def _from_archive():
    tree = places.cache() / "archive"
    shutil.rmtree(tree, ignore_errors=True)
    try:
        apt = _private_apt(tree)
        with step("Reading the list of Debian's unstable suite"):
            apt = _updated(apt)
        with step(f"Downloading {PACKAGE} (about 120 MB)"):
            run([*apt, "download", PACKAGE], "odoo", cwd=tree)
        package = next(tree.glob(f"{PACKAGE}_19.0*.deb"), None)
        if not package:
            raise Failure("The archive carries another version than 19.0 by now.")
        home = places.cache() / f"odoo-{places.key(package)}"
        _unpack(package, home, f"Debian's archive ({package.name})")
        return _say(_inside(home, "archive"), "Debian's archive")
    finally:
        shutil.rmtree(tree, ignore_errors=True)


def _private_apt(tree):
    """An apt of our own, so that the machine's own package lists stay as they are.

    It asks the same mirror as the machine does and checks signatures all the same.
    """
    for folder in ("lists/partial", "archives/partial", "etc"):
        (tree / folder).mkdir(parents=True)
    source = tree / "etc" / "sources.list"
    source.write_text(f"deb [signed-by={KEYRING}] {_mirror()} unstable main\n")
    options = {
        "Dir::Etc::SourceList": source,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": tree / "lists",
        "Dir::Cache": tree,
        "Acquire::Languages": "none",
        "APT::Sandbox::User": "root" if os.geteuid() == 0 else "_apt",
    }
    return ["apt-get", "-q", *(f"-o{name}={value}" for name, value in options.items())]


def _mirror():
    """The mirror that this machine uses for Debian's own packages."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(ORIGIN)"]
    remedy = "Run `apt-get update` once and start again."
    try:
        listed = subprocess.run(
            [*command, "Created-By: Packages"], capture_output=True, text=True
        ).stdout
    except FileNotFoundError:
        raise Failure("This is no Debian: there is no apt-get.") from None
    uris = [line.split()[0] for line in listed.splitlines() if line.endswith(" Debian")]
    uris = [uri for uri in uris if "security" not in uri]
    if not uris:
        raise Failure("apt names no Debian mirror.", remedy)
    return uris[0]


def _updated(apt):
    try:
        run([*apt, "update", "-oAPT::Update::Error-Mode=any"], "odoo")
    except Failure:
        apt = [*apt, "-oAcquire::Check-Valid-Until=false"]
        run([*apt, "update", "-oAPT::Update::Error-Mode=any"], "odoo")
        note("the mirror lags: its list is out of date, the signatures are right")
    return apt


def _unpack(package, home, source):
    with places.written_whole(home) as draft:
        with step(f"Unpacking {package.name}"):
            remedy = "The file is damaged, or no Debian package: fetch it again."
            run(["dpkg", "-x", package, draft], "odoo", remedy)
            shutil.rmtree(draft / "etc", ignore_errors=True)
        with step("Unpacking the fonts and libraries that it links to"):
            _add_companions(draft)
        (draft / "SOURCE").write_text(source + "\n")


def _add_companions(home):
    missing = home / INSIDE / MISSING
    if not missing.exists():
        missing.parent.mkdir(parents=True, exist_ok=True)
        missing.touch()
    folder = home / "companions"
    folder.mkdir()
    _fetch_companions(folder)
    for package in folder.glob("*.deb"):
        run(["dpkg", "-x", package, home], "odoo")
    if not list(folder.glob("fonts-font-awesome_*4.7*")):
        note("font-awesome is not 4.7 here: some icons may show as empty squares")
    shutil.rmtree(folder)


def _fetch_companions(folder):
    known = _known(COMPANIONS)
    if not known:
        # a fresh machine has no package lists yet
        remedy = "Run `apt-get update` as root and start again."
        run([*(root_prefix() or []), "apt-get", "-q", "update"], "apt", remedy)
        known = _known(COMPANIONS)
    if absent := sorted(set(COMPANIONS) - set(known)):
        note(f"not in this Debian, done without: {', '.join(absent)}")
    sandbox = ["-oAPT::Sandbox::User=root"] if os.geteuid() == 0 else []
    run(["apt-get", "-q", *sandbox, "download", *known], "odoo", cwd=folder)


def _known(packages):
    """Those of `packages` that this machine's own package lists hold."""
    command = ["apt-cache", "--no-all-versions", "show", *packages]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    return sorted(set(re.findall(r"^Package: (\S+)", shown.stdout, re.M)))


def _from_repository():
    home = places.cache() / "odoo-19.0-git"
    clone = ["git", "clone", "-q", "-b", "19.0", "--depth", "1", REPOSITORY]
    with step("Cloning Odoo's public repository"), places.written_whole(home) as draft:
        run([*clone, draft / "src"], "odoo", "Needs git and a way to the repository.")
        (draft / "SOURCE").write_text("Odoo's public repository, branch 19.0\n")
    return _say(_inside(home, "clone"), "Odoo's public repository")
