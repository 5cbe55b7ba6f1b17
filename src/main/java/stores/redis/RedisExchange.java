package stores.redis;

import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.RedisProfile;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import stores.BadContent;
import stores.Machine;
import stores.MarkedPlaces;
import stores.Progress;

/**
 * Puts a dump in the place of what a Redis holds, as its documentation says (Redis
 * persistence, "Restoring"): append-only file off, stop, dump in place, start,
 * append-only file on. A dump of what was there is taken first. The mark beside it says
 * how far it came and whether there was an append-only file, so that every step may be
 * repeated.
 */
final class RedisExchange {

	private static final String KEPT = "kept";

	private static final String BEGUN = "begun";

	private static final String DONE = "done";

	private static final String WITH_LOG = "-with-append-only-file";

	private final Machine machine;

	private final RedisServer server;

	private final RestoreRequest request;

	private final MarkedPlaces places;

	private final Progress progress;

	RedisExchange(Machine machine, RedisServer server, RestoreRequest request, Progress progress) {
		this.machine = machine;
		this.server = server;
		this.request = request;
		this.progress = progress;
		this.places = new MarkedPlaces(machine, profile().file());
	}

	private RedisProfile profile() {
		return request.source().asked().redis();
	}

	private Place aside() {
		return request.aside();
	}

	Changes over() {
		if (state().filter(word -> word.startsWith(DONE)).isPresent()) {
			return new Changes(List.of());
		}
		if (state().isEmpty() || !places.there(aside().name())) {
			keep();
		}
		boolean log = state().orElseThrow().endsWith(WITH_LOG);
		note(BEGUN, log);
		load(request.place(), log);
		note(DONE, log);
		return new Changes(List
			.of(new Change(server.place(), "as it was, kept as " + aside().name(), "holds " + request.backup().id())));
	}

	private Optional<String> state() {
		return places.state(aside());
	}

	private void note(String state, boolean log) {
		places.note(aside(), log ? state + WITH_LOG : state);
	}

	private void keep() {
		server.requireAlone();
		boolean log = server.appendOnly();
		server.save();
		String next = next(profile().file());
		places.demand("cp", "-p", "--", profile().file(), next);
		note(KEPT, log);
		places.demand("mv", "-T", "--", next, aside().name());
	}

	Changes back() {
		Optional<String> state = state();
		if (state.filter(word -> !word.startsWith(KEPT)).isPresent()) {
			boolean log = state.get().endsWith(WITH_LOG);
			// Whoever changes their mind half-way finds that it is not done any more.
			note(BEGUN, log);
			load(aside(), log);
		}
		boolean there = places.drop(aside());
		return new Changes(there && state.filter(word -> !word.startsWith(KEPT)).isPresent()
				? List.of(new Change(server.place(), "holds " + request.backup().id(), "as before the restore"))
				: List.of());
	}

	private void load(Place coming, boolean log) {
		SortedMap<String, Long> expected = held(coming.name());
		if (server.answers()) {
			if (log && server.appendOnly()) {
				server.appendOnly(false);
			}
			command("stop", profile().stop());
			server.awaitSilence();
		}
		String file = profile().file();
		String next = next(file);
		places.demand("cp", "--", coming.name(), next);
		if (places.there(file)) {
			places.demand("chown", "--reference=" + file, "--", next);
			places.demand("chmod", "--reference=" + file, "--", next);
		}
		places.demand("mv", "-T", "--", next, file);
		places.demand("sync");
		command("start", profile().start());
		server.awaitLoaded();
		compare(expected);
		if (log) {
			server.appendOnly(true);
		}
	}

	/** Keys that had expired by now are not loaded. */
	private void compare(SortedMap<String, Long> expected) {
		SortedMap<String, Long> found = server.keys();
		expected.forEach((database, keys) -> {
			long now = found.getOrDefault(database, 0L);
			long least = keys - expected.getOrDefault(database + Dump.EXPIRING, 0L);
			if (!database.endsWith(Dump.EXPIRING) && (now > keys || now < least)) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED,
						Said.of("%s has %d keys in %s after it was started on the dump, which holds %d.",
								"%s tem %d chaves em %s depois de iniciado com o dump, que contém %d.", server.place(),
								now, database, keys));
			}
		});
	}

	/** What is being written, before it gets its name. */
	static String next(String file) {
		return file + ".holdfast-next";
	}

	private SortedMap<String, Long> held(String file) {
		try (InputStream content = machine.read(file)) {
			return Dump.read(content, progress).keys();
		}
		catch (BadContent bad) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of("%s: %s is no whole dump: %s",
					"%s: %s não é um dump inteiro: %s", machine.place(), file, bad.said()), bad);
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("%s: %s cannot be read: %s", "%s: %s não pode ser lido: %s",
					machine.place(), file, unreadable), unreadable);
		}
	}

	private void command(String what, List<String> words) {
		Machine.Said said = machine.run(words, profile().within());
		if (!said.succeeded()) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					Said.of("%s: redis.%s of the profile, '%s', ended with code %d: %s",
							"%s: redis.%s do perfil, '%s', terminou com código %d: %s", machine.place(), what,
							String.join(" ", words), said.exitCode(), said.lastWords()));
		}
	}

}
