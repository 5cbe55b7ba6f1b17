package targets.ssh;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.ScriptProfile;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparison;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;

/**
 * A system that has programs of its own for its backups (runbook of SparkOne:
 * {@code backup.sh}, {@code verify_backup.sh}, {@code restore.sh}). What they make is
 * found by listing and carried to the destination. A restore brings the files back to a
 * folder of the run's own and compares them there; putting them in place is the system's
 * own restore, before which its own backup program takes the safety copy.
 */
@Component
class ScriptEngine implements BackupEngine {

	private final SshHosts hosts;

	ScriptEngine(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.SCRIPT;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of recovery store '" + source.name() + "'";
		if (source.target() == null || source.target().kind() == TargetProfile.Kind.KUBERNETES) {
			return Optional.of("'target'" + of + " (a host)");
		}
		ScriptProfile script = source.asked().script();
		if (script == null || script.take().isEmpty() || script.restore().isEmpty() || script.files() == null) {
			return Optional.of("'script' with 'take', 'restore', 'folder' and 'files'" + of);
		}
		boolean usable = script.folder() != null && script.folder().matches("(/[A-Za-z0-9._-]+)+")
				&& !script.folder().contains("/..");
		return usable ? Optional.empty() : Optional.of("an absolute path as 'script.folder'" + of);
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Source source = order.source();
		Host host = host(source);
		Runnable alive = () -> progress.report("backing up " + source.name() + " by its own program");
		HostScripts.Made made = new HostScripts(host, source, alive).take(order.runId(), "backup " + order.id());
		String folder = source.asked().script().folder();
		SortedMap<String, String> sums = new TreeMap<>();
		for (String name : made.files().keySet()) {
			sums.put(name, sum(host, folder + "/" + name, alive));
			sink.write(ScriptArchive.ending(name), (out) -> copy(host, folder + "/" + name, out, alive));
			if (!sum(host, folder + "/" + name, alive).equals(sums.get(name))) {
				throw new TransientFailure(Said.of("host %s: %s/%s is still being written: the backup is read again.",
						"servidor %s: %s/%s ainda está sendo escrito: o backup é lido de novo.", host.place(), folder,
						name), null);
			}
		}
		sink.write(FileArchive.LIST, (out) -> {
			for (Map.Entry<String, String> sum : sums.entrySet()) {
				out.write((sum.getValue() + "  " + sum.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
			}
		});
		return new Captured(made.begun(), new Contents(folder, null, made.files(), null, null));
	}

	private static String sum(Host host, String file, Runnable alive) {
		Command command = Command.of("sha256sum", "--", file);
		return host.demand(command, HostFolder.LONG, FailureKind.NOT_FOUND, alive).output().split(" ")[0];
	}

	private static void copy(Host host, String file, OutputStream out, Runnable alive) throws IOException {
		try (InputStream content = Pieces.reading(host, file, alive)) {
			content.transferTo(out);
		}
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		new ScriptArchive(source, backup, parts, progress).examine();
	}

	/** Nobody can look into a store that only its own programs know: its backups are. */
	@Override
	public Seen look(Source source, Place place, Progress progress) {
		Host host = host(source);
		Runnable alive = () -> progress.report("looking at " + place.name());
		Instant now = new HostFolder(host, place.name(), alive).now();
		if (!places(source, host, alive).there(place.name())) {
			return Seen.not(place, now, Said.of("there is no folder %s", "não há pasta %s", place.name()));
		}
		SortedMap<String, Long> files = (place.purpose() == Place.Purpose.LIVE)
				? new HostScripts(host, source, alive).all() : new TreeMap<>();
		return Seen.there(place, new Contents(place.name(), null, files, null, null), now);
	}

	@Override
	public Place live(Source source) {
		return new Place(source.asked().script().folder(), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return FilePlaces.own(source.asked().script().folder(), purpose, runId, expires);
	}

	/** Its cron job's as well. */
	@Override
	public List<Backup> beside(Source source) {
		return new HostScripts(host(source), source, ScriptEngine::nothing).dated();
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		Place place = request.place();
		Host host = host(request.source());
		Runnable alive = () -> progress.report("bringing " + place.name() + " to " + host.place());
		FilePlaces places = places(request.source(), host, alive);
		if (places.whole(place)) {
			return;
		}
		places.makeEmpty(place);
		FilesEngine.send(host, parts, FileArchive.LIST, FilePlaces.list(place), alive);
		for (String name : ScriptArchive.names(request.backup())) {
			FilesEngine.send(host, parts, ScriptArchive.ending(name), place.name() + "/" + name, alive);
		}
		places.finish(place);
	}

	/** Every file by its checksum, and by the system's own program where it takes one. */
	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		Host host = host(request.source());
		Runnable alive = () -> progress.report("checking " + request.place().name());
		Map<String, String> expected = HostFolder.read(host, FilePlaces.list(request.place()), alive)
			.map(FileArchive::checksums)
			.orElseGet(TreeMap::new);
		List<Comparison> all = new ArrayList<>();
		for (String name : ScriptArchive.names(request.backup())) {
			all.add(FileArchive.sum(name, expected.get(name), sum(host, request.place().name() + "/" + name, alive)));
		}
		all.add(verified(request, new HostScripts(host, request.source(), alive)));
		return new Comparisons(all);
	}

	private static Comparison verified(RestoreRequest request, HostScripts scripts) {
		Said what = Said.of("its own check", "a verificação própria");
		Said well = Said.of("code 0", "código 0");
		try {
			scripts.verify(DetachedOperation.name(request.run().runId(), "verify " + request.place().name()),
					first(request.place(), request.backup()));
			return new Comparison(what, well, well, true);
		}
		catch (PermanentFailure bad) {
			return new Comparison(what, well, bad.said(), false);
		}
	}

	private static String first(Place place, Backup backup) {
		return place.name() + "/" + backup.rows().firstKey();
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		return exchange(request, progress).over(first(request.place(), request.backup()));
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		return exchange(request, progress).back();
	}

	private ScriptExchange exchange(RestoreRequest request, Progress progress) {
		return new ScriptExchange(host(request.source()), request,
				() -> progress.report("restoring " + request.source().name() + " by its own program"));
	}

	@Override
	public List<Place> places(Source source) {
		return places(source, host(source), ScriptEngine::nothing).all();
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		FilePlaces places = places(request.source(), host(request.source()),
				() -> progress.report("removing " + request.place().name()));
		boolean there = places.drop(request.place());
		if (request.place().purpose() == Place.Purpose.SAFETY) {
			// What was restored is in use: its files are of no more use either.
			places.drop(own(request.source(), Place.Purpose.RESTORED, request.place().run(), null));
		}
		return new Changes(
				there ? List.of(new Change("folder " + request.place().name(), "there", "removed")) : List.of());
	}

	private static FilePlaces places(Source source, Host host, Runnable alive) {
		return new FilePlaces(host, source.asked().script().folder(), alive);
	}

	private static void nothing() {
		// A look is short: nobody needs to hear that it goes on.
	}

	/** Never another host than the one meant, where the profile says which it is. */
	private Host host(Source source) {
		Host host = this.hosts.host(source.target());
		if (source.target().hostName() != null || source.target().kind() == TargetProfile.Kind.SYSTEMD) {
			host.confirmIdentity(ScriptEngine::nothing);
		}
		return host;
	}

}
