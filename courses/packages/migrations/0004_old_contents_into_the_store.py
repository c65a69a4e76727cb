"""Make contents, revisions and libraries of the rows that kept a copy of every library with every content.

Ids stay, because lessons and frozen outlines name them. No file is moved: the first of equal files becomes the blob
where it lies, and the others are loose files, which the sweep removes. What was played goes on being played, so the
libraries come in approved. Of a library that packages brought differently, what most contents were played with is what
all are played with from now on; a higher patch than that waits in quarantine, for nobody has tried it with the others.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from datetime import timedelta

from django.core.files.storage import storages
from django.core.management.color import no_style
from django.db import migrations
from django.utils import timezone

TRANSLATION = re.compile(r"content/content\.([A-Za-z][-A-Za-z]{0,9})\.json\Z")
LANGUAGE = re.compile(r"language/([A-Za-z][-A-Za-z]{0,11})\.json\Z")
KINDS = {"preloaded": "preloadedDependencies", "dynamic": "dynamicDependencies", "editor": "editorDependencies"}


class FileMissing(Exception):
    pass


def convert(apps, editor):
    rows = apps.get_model("packages", "H5PContent").objects.order_by("pk")
    if not rows.exists():
        return
    files = Files(apps)
    libraries = Libraries(apps, files)
    for row in rows:
        for held in row.libraries:
            libraries.offer(row, held)
    libraries.install()
    for row in rows:
        add_content(apps, row, files, libraries)
    files.let_go(rows)
    reset = editor.connection.ops.sequence_reset_sql(no_style(), [apps.get_model("packages", "Content")])
    for statement in reset:
        editor.execute(statement)


class Files:
    """What lies in storage; a blob for each different file that something holds."""

    def __init__(self, apps):
        self.blobs, self.loose = apps.get_model("packages", "Blob"), apps.get_model("packages", "LooseFiles")
        self.storage, self.digests = storages["private"], {}

    def read(self, row, path):
        try:
            with self.storage.open(f"{row.folder}/{path}") as file:
                return file.read()
        except FileNotFoundError:
            raise FileMissing(
                f"The file {row.folder}/{path} of the H5P content {row.pk} (“{row.title}”) is not in private storage. "
                "Bring it back, or delete the content, and migrate again."
            ) from None

    def digest(self, row, path):
        name = f"{row.folder}/{path}"
        if name not in self.digests:
            self.digests[name] = hashlib.sha256(self.read(row, path)).hexdigest()
        return self.digests[name]

    def blob(self, row, path):
        sha256 = self.digest(row, path)
        held = self.blobs.objects.filter(sha256=sha256).first()
        name = f"{row.folder}/{path}"
        return held or self.blobs.objects.create(sha256=sha256, name=name, size=row.files[path])

    def let_go(self, rows):
        names = (f"{row.folder}/{path}" for row in rows for path in row.files)
        held = set(self.blobs.objects.values_list("name", flat=True))
        left = [name for name in names if name not in held]
        self.loose.objects.create(names=left, since=timezone.now() - timedelta(days=2))


class Libraries:
    """The releases of each library that packages brought, and the one of them that players load."""

    def __init__(self, apps, files):
        self.apps, self.files, self.rows = apps, files, {}
        self.offered, self.users, self.current = defaultdict(dict), Counter(), {}

    def offer(self, row, held):
        manifest = json.loads(self.files.read(row, f"{held['folder']}/library.json"))
        digest = self.digest(row, held)
        self.offered[held["name"]].setdefault(digest, (row, held, manifest))
        self.users[held["name"], digest] += 1

    def digest(self, row, held):
        top = f"{held['folder']}/"
        paths = [path.removeprefix(top) for path in row.files if path.startswith(top)]
        lines = sorted(f"{path} {self.files.digest(row, top + path)}" for path in paths)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def install(self):
        for name, releases in sorted(self.offered.items()):
            patches = {digest: int(manifest["patchVersion"]) for digest, (_row, _held, manifest) in releases.items()}
            # Of equally many contents, the higher patch; of one patch, the first that came.
            best = max(releases, key=lambda digest: (self.users[name, digest], patches[digest]))
            self.current[name] = releases[best][2]
            for digest, (row, held, manifest) in releases.items():
                if digest == best or patches[digest] > patches[best]:
                    self.release(self.row(manifest), row, held, manifest, digest, approved=digest == best)

    def closure(self, named):
        """What a page loads for these libraries, dependencies first, by what the current releases say. What no package
        brought was not there before either."""
        order, opened, waiting = {}, set(), [(name, False) for name in reversed(named)]
        while waiting:
            name, unfolded = waiting.pop()
            if unfolded:
                order[name] = None
            elif name not in opened and name in self.current:
                opened.add(name)
                needed = self.current[name].get("preloadedDependencies", [])
                waiting += [(name, True), *((name_of(one), False) for one in reversed(needed))]
        return list(order)

    def row(self, named):
        key = named["machineName"], int(named["majorVersion"]), int(named["minorVersion"])
        if key not in self.rows:
            library = self.apps.get_model("packages", "Library")
            self.rows[key], _ = library.objects.get_or_create(machine_name=key[0], major=key[1], minor=key[2])
        return self.rows[key]

    def release(self, library, row, held, manifest, digest, approved):
        top = f"{held['folder']}/"
        paths = [path.removeprefix(top) for path in row.files if path.startswith(top)]
        at, size = timezone.now(), sum(row.files[top + path] for path in paths)
        semantics = json.loads(self.files.read(row, f"{top}semantics.json")) if "semantics.json" in paths else None
        release = self.apps.get_model("packages", "LibraryRelease").objects.create(
            library=library,
            patch=int(manifest["patchVersion"]),
            state="approved" if approved else "quarantined",
            title=manifest["title"],
            digest=digest,
            runnable=bool(int(manifest["runnable"])),
            manifest=manifest,
            semantics=semantics,
            size=size,
            brought_by=row.uploaded_by,
            brought_at=row.uploaded_at,
            approved_at=at if approved else None,
            scripts=[one["path"] for one in manifest.get("preloadedJs", [])],
            styles=[one["path"] for one in manifest.get("preloadedCss", [])],
            languages=sorted(found[1] for path in paths if (found := LANGUAGE.match(path))),
        )
        file = self.apps.get_model("packages", "LibraryFile")
        for path in paths:
            file.objects.create(release=release, path=path, blob=self.files.blob(row, top + path))
        self.depend(release, manifest)
        if approved:
            library.current = release
            library.save(update_fields=["current"])

    def depend(self, release, manifest):
        dependency = self.apps.get_model("packages", "LibraryDependency")
        for kind, key in KINDS.items():
            needs = list(dict.fromkeys(self.row(named) for named in manifest.get(key, [])))
            for place, library in enumerate(needs):
                dependency.objects.create(release=release, needs=library, kind=kind, place=place)


def add_content(apps, row, files, libraries):
    content = apps.get_model("packages", "Content").objects.create(
        pk=row.pk, kind="h5p", title=row.title, made_by=row.uploaded_by, made_at=row.uploaded_at
    )
    told = {found[1]: path for path in row.files if (found := TRANSLATION.match(path))}
    own = [path for path in row.files if path.startswith("content/") and path not in told.values()]
    own.remove("content/content.json")
    revision = apps.get_model("packages", "ContentRevision").objects.create(
        content=content,
        number=1,
        origin="imported",
        language=row.language,
        main=libraries.row(libraries.current[row.main_library]),
        parameters=json.loads(files.read(row, "content/content.json")),
        translations={language: json.loads(files.read(row, path)) for language, path in sorted(told.items())},
        metadata={"license": row.licence} if row.licence else {},
        sha256=row.sha256,
        size=sum(row.files[path] for path in own),
        made_by=row.uploaded_by,
        made_at=row.uploaded_at,
    )
    file = apps.get_model("packages", "ContentFile")
    for path in own:
        file.objects.create(revision=revision, path=path.removeprefix("content/"), blob=files.blob(row, path))
    named = [*named_in([revision.parameters, *revision.translations.values()]), row.main_library]
    for place, name in enumerate(libraries.closure(named)):
        library = libraries.row(libraries.current[name])
        apps.get_model("packages", "RevisionLibrary").objects.create(
            revision=revision, library=library, place=place, named=name in named
        )
    content.current = revision
    content.save(update_fields=["current"])


def name_of(named):
    return f"{named['machineName']} {int(named['majorVersion'])}.{int(named['minorVersion'])}"


def named_in(value):
    if isinstance(value, dict):
        if "params" in value and isinstance(value.get("library"), str):
            yield value["library"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from named_in(one)


class Migration(migrations.Migration):
    dependencies = [("packages", "0003_files_on_their_way")]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
