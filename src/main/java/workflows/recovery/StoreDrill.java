package workflows.recovery;

import activities.Drills;
import activities.Restores;
import domain.backup.Findings;
import domain.backup.Place;
import domain.backup.PlacesRequest;
import domain.backup.Source;
import domain.drill.Canary;
import domain.drill.ServiceRequest;
import domain.profile.DrilledStore;
import domain.profile.IntegrityCheck;
import domain.run.Change;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * One store in a drill: restored by the steps of an emergency, looked into, removed. What
 * goes wrong is kept as the result; only a stop ends the drill.
 */
final class StoreDrill {

	private final Procedure procedure;

	private final Words words;

	private final Source inUse;

	private final StoreRestore store;

	private final LiveCanary live;

	private final List<IntegrityCheck> questions;

	private boolean begun;

	private String problem;

	private Canary canary;

	private Findings service;

	private Instant serviceUp;

	private Instant verified;

	private List<Place> left;

	private String unlisted;

	StoreDrill(Procedure procedure, Source source) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.inUse = source;
		this.store = new StoreRestore(procedure, Protection.drilled(procedure.profile(), source));
		this.live = new LiveCanary(procedure, store.source());
		this.questions = procedure.profile()
			.recovery()
			.drill()
			.store(source.name())
			.map(DrilledStore::service)
			.orElse(List.of());
	}

	Source source() {
		return store.source();
	}

	/** Its name, and the place of its copy where that is not beside what is in use. */
	String named() {
		return source().name() + Protection.elsewhere(procedure.profile(), inUse).map(site -> " / " + site).orElse("");
	}

	/** The store that the application uses. */
	Source inUse() {
		return inUse;
	}

	StoreRestore store() {
		return store;
	}

	/** What went wrong; null when nothing did. */
	String problem() {
		return problem;
	}

	/** The newest canary in the copy; null when none was looked for. */
	Canary canary() {
		return canary;
	}

	boolean hasCanary() {
		return live.declared();
	}

	/** What the copy answered to the application; null when it was not asked. */
	Findings service() {
		return service;
	}

	Instant serviceUp() {
		return serviceUp;
	}

	/** When the copy had been found right in everything; null when it was not. */
	Instant verified() {
		return verified;
	}

	boolean holdsCopy() {
		return begun && store.restored() != null;
	}

	String place() {
		return store.places().own().name();
	}

	/** Whether anything was begun that had to be removed. */
	boolean begun() {
		return begun;
	}

	/** What of the drill's own is still there after the clean-up. */
	List<Place> left() {
		return left == null ? List.of() : left;
	}

	/** Why it could not be listed; null when it was. */
	String unlisted() {
		return unlisted;
	}

	void restore(Instant wanted, Instant expires) {
		try {
			store.choose(wanted);
			store.plan(Place.Purpose.DRILL, expires);
			procedure.undo().register(words.say("remove the copy", "remover a cópia"), this::removeAgain);
			begun = true;
			problem = store.restoreAndCompare();
			if (problem == null && !procedure.run().planning()) {
				lookInto();
			}
		}
		catch (TemporalFailure failed) {
			if (Failures.cancelled(failed) || procedure.run().planning()) {
				throw failed;
			}
			problem = Failures.words(failed);
		}
		if (problem != null) {
			procedure.board().note(source().name() + ": " + problem);
		}
	}

	private void lookInto() {
		phase("verify", words.say("Looking into the copy of %s", "Examinando a cópia de %s", source().name()));
		if (isAsked()) {
			service = Steps
				.slow(Drills.class, words.say("Ask the copy as the application", "Perguntar à cópia como a aplicação"),
						Duration.ofMinutes(10))
				.askService(new ServiceRequest(procedure.run(), source(), store.places().own(), questions));
			if (!service.good()) {
				problem = words.say("the copy does not serve the application: %s", "a cópia não atende a aplicação: %s",
						new RestoreLoss(words).bad(service));
				return;
			}
			serviceUp = Board.now();
		}
		if (live.declared()) {
			canary = live.inCopy(store);
		}
		verified = Board.now();
		store.noteProof();
	}

	/** What the profile asks, else what every store of its kind is asked. */
	private boolean isAsked() {
		return !questions.isEmpty() || CopyService.answers(source().asked().engine()) && Workflow
			.getVersion("service-of-every-kind", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
	}

	private String removeAgain() {
		return store.remove();
	}

	/** Removes the copy and looks whether anything of this run is still there. */
	void cleanUp() {
		if (!begun || procedure.run().planning()) {
			return;
		}
		try {
			store.remove();
			procedure.changed(List.of(new Change(place(), words.say("copy of the drill", "cópia da simulação"),
					words.say("removed", "removido"))));
			list();
		}
		catch (TemporalFailure failed) {
			if (Failures.cancelled(failed)) {
				throw failed;
			}
			unlisted = Failures.words(failed);
		}
	}

	/** Of a drill that did not reach its clean-up: its undo has removed the copy. */
	void proveRemoved() {
		if (!begun || left != null || unlisted != null) {
			return;
		}
		try {
			list();
		}
		catch (TemporalFailure failed) {
			unlisted = Failures.words(failed);
		}
	}

	private void list() {
		left = Steps.safe(Restores.class, words.say("Look whether anything is left", "Ver se sobrou algo"))
			.listPlaces(new PlacesRequest(procedure.run(), source(), null, null))
			.others()
			.stream()
			.filter(place -> procedure.run().runId().equals(place.run()))
			.toList();
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

}
