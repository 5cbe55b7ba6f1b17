package targets.ssh;

import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.failure.FailureKind;
import domain.release.Changes;
import domain.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restore by a system's own program, and its way back. The folder of the safety copy
 * says how far it came, so that every step may be repeated: nothing of it, a whole copy,
 * or a restore that was begun at a moment, whose name on the host is made of that moment.
 */
final class ScriptExchange {

	private static final String KEEPING = "keeping-";

	private static final String BEGUN = "restoring-";

	private static final String DONE = "restored-";

	/** Whoever changes their mind half-way begins another restore of another name. */
	private static final String BACK = "putting-back-";

	private final Host host;

	private final RestoreRequest request;

	private final Runnable alive;

	private final HostScripts scripts;

	private final FilePlaces places;

	ScriptExchange(Host host, RestoreRequest request, Runnable alive) {
		this.host = host;
		this.request = request;
		this.alive = alive;
		this.scripts = new HostScripts(host, request.source(), alive);
		this.places = new FilePlaces(host, folder(), alive);
	}

	private String folder() {
		return this.request.source().asked().script().folder();
	}

	private Place aside() {
		return this.request.aside();
	}

	Changes over(String file) {
		Optional<String> state = this.places.state(aside());
		if (state.filter((word) -> word.startsWith(DONE)).isPresent()) {
			return new Changes(List.of());
		}
		String moment = state.filter((word) -> word.startsWith(BEGUN))
			.map((word) -> word.substring(BEGUN.length()))
			.orElseGet(this::begin);
		this.scripts.restore(operation("restore", moment), file);
		this.places.write(aside(), DONE + moment);
		return new Changes(List.of(new Change(this.request.source().name(), "as it was, kept as " + aside().name(),
				"restored by " + file)));
	}

	/** From here on there is something to go back to. */
	private String begin() {
		boolean kept = this.places.state(aside()).filter((word) -> word.startsWith(BACK)).isPresent();
		if (!kept && !this.places.whole(aside())) {
			keep();
		}
		String moment = moment();
		this.places.write(aside(), BEGUN + moment);
		return moment;
	}

	private String moment() {
		return demand(Command.of("date", "+%s%N")).strip();
	}

	/** The safety copy is a backup by the system's own program. */
	private void keep() {
		HostScripts.Made made = this.scripts.take(this.request.run().runId(), "safety copy " + keeping());
		List<String> words = new ArrayList<>(List.of("cp", "-p", "--"));
		made.files().keySet().forEach((name) -> words.add(folder() + "/" + name));
		words.add(aside().name());
		this.host.demand(Command.of(words), HostFolder.LONG, FailureKind.NO_SPACE, this.alive);
		demand(Command.of("sync"));
		this.places.finish(aside());
	}

	private String keeping() {
		return this.places.state(aside())
			.filter((word) -> word.startsWith(KEEPING))
			.map((word) -> word.substring(KEEPING.length()))
			.orElseGet(() -> {
				String moment = moment();
				this.places.makeEmpty(aside());
				this.places.write(aside(), KEEPING + moment);
				return moment;
			});
	}

	Changes back() {
		Optional<String> moment = this.places.state(aside())
			.filter((word) -> word.startsWith(BEGUN) || word.startsWith(DONE) || word.startsWith(BACK))
			.map((word) -> word.substring(word.lastIndexOf('-') + 1));
		if (moment.isPresent()) {
			this.places.write(aside(), BACK + moment.get());
			this.scripts.endRestore(operation("restore", moment.get()), file());
			this.scripts.restore(operation("put back", moment.get()), kept());
		}
		boolean removed = this.places.drop(aside());
		return new Changes((removed && moment.isPresent())
				? List.of(new Change(this.request.source().name(), "restored", "as before the restore")) : List.of());
	}

	private String file() {
		return this.request.place().name() + "/" + this.request.backup().rows().firstKey();
	}

	private String kept() {
		String names = demand(Command.of("find", aside().name(), "-mindepth", "1", "-maxdepth", "1", "-type", "f",
				"-printf", "%f\\n"));
		return aside().name() + "/" + names.lines().sorted().findFirst().orElseThrow();
	}

	private String operation(String what, String moment) {
		return DetachedOperation.name(this.request.run().runId(), what + " " + moment);
	}

	private String demand(Command command) {
		return this.host.demand(command, FilePlaces.SHORT, FailureKind.CONFLICT, this.alive).output();
	}

}
