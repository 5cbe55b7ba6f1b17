package workflows.recovery;

import activities.Restores;
import domain.backup.Place;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.profile.RestoreProfile;
import domain.run.Change;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * What drills have left behind, and recoveries at the place that takes over: marked as
 * theirs, with its time over.
 */
final class LeftOvers {

	private final Procedure procedure;

	private final Words words;

	private final List<String> removed = new ArrayList<>();

	private final List<String> listed = new ArrayList<>();

	private final List<String> failed = new ArrayList<>();

	/** Why the place that takes over could not be listed: it may not be there yet. */
	private final List<String> unlisted = new ArrayList<>();

	/** What is there by now, listed beside what is in use. */
	private final Set<String> known = new LinkedHashSet<>();

	LeftOvers(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/**
	 * Beside what is in use, where drills restore to now, and at the place that takes
	 * over.
	 */
	void clean(Source source) {
		clean(source, source.name(), LeftOvers::isOfDrill, failed);
		Protection.elsewhere(procedure.profile(), source)
			.ifPresent(place -> clean(Protection.drilled(procedure.profile(), source), source.name() + " / " + place,
					LeftOvers::isOfDrill, failed));
		if (Workflow.getVersion("clean-disaster-site", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION) {
			Protection.takenOver(procedure.profile(), source).ifPresent(this::cleanTakenOver);
		}
	}

	/**
	 * What a recovery made there is in nobody's way and is not missed when its time is
	 * over: restored data that was put in place has another name by then. A place that
	 * nobody can reach is said, and no alarm each time: it may not have been ordered.
	 */
	private void cleanTakenOver(Source there) {
		String place = there.name() + " / " + procedure.profile().recovery().site().name();
		Set<String> inUse = Set.copyOf(known);
		clean(there, place, left -> !inUse.contains(left.name()) && !isUsed(there, left), unlisted);
	}

	/** An application may have been pointed to it: then it is that application's. */
	private static boolean isUsed(Source there, Place place) {
		return place.purpose() == Place.Purpose.LIVE || place.purpose() == Place.Purpose.RESTORED
				&& there.asked().restore().way() == RestoreProfile.Way.BESIDE;
	}

	private static boolean isOfDrill(Place place) {
		return place.purpose() == Place.Purpose.DRILL;
	}

	/** A store that cannot be looked at does not keep the others from it. */
	private void clean(Source source, String place, Predicate<Place> ours, List<String> problems) {
		procedure.board().phase("clean", words.say("What drills left at %s", "O que simulações deixaram em %s", place));
		try {
			over(source, ours).forEach(left -> remove(source, left));
			if (!procedure.run().planning()) {
				over(source, ours)
					.forEach(left -> failed.add(words.say("%s is still there", "%s ainda está lá", left.name())));
			}
			listed.add(place);
		}
		catch (ActivityFailure refused) {
			if (Failures.cancelled(refused)) {
				throw refused;
			}
			problems.add(place + ": " + Failures.words(refused));
			procedure.board().note(problems.getLast());
		}
	}

	/** Only those that carry a mark and the end of their time. */
	private List<Place> over(Source source, Predicate<Place> ours) {
		Instant now = Board.now();
		List<Place> there = Steps
			.safe(Restores.class,
					words.say("List what runs made at %s", "Listar o que execuções fizeram em %s", source.name()))
			.listPlaces(new PlacesRequest(procedure.run(), source, null, null))
			.others();
		there.stream().map(Place::name).forEach(known::add);
		return there.stream()
			.filter(place -> ours.test(place) && place.expires() != null && place.expires().isBefore(now))
			.toList();
	}

	private void remove(Source source, Place place) {
		Steps.undo(Restores.class, words.say("Remove %s", "Remover %s", place.name()), Duration.ofMinutes(10))
			.dropPlace(new RestoreRequest(procedure.run(), source, null, place));
		removed.add(place.name());
		procedure
			.changed(List.of(new Change(
					place.name(), words.say("left by run %s, over since %s",
							"deixado pela execução %s, vencido desde %s", place.run(), words.time(place.expires())),
					words.say("removed", "removido"))));
		procedure.board()
			.note(words.say("`%s` of run %s, over since %s", "`%s` da execução %s, vencido desde %s", place.name(),
					place.run(), words.time(place.expires())));
	}

	/** Somebody should know that a drill did not clean up after itself. */
	String close() {
		if (procedure.run().planning()) {
			return words.say("would remove: %s", "removeria: %s", removed.isEmpty() ? "-" : String.join(", ", removed));
		}
		String summary = removed.isEmpty()
				? words.say("drills left nothing behind", "simulações não deixaram nada") + listed()
				: words.say("removed what drills left behind: %s", "removido o que simulações deixaram: %s",
						String.join(", ", removed)) + listed();
		if (!failed.isEmpty()) {
			String problem = String.join("; ", failed);
			procedure.tell("left", "drill-left", Severity.WARNING, Map.of("reason", problem, "summary", summary));
			throw Failures.of(FailureKind.NOT_VERIFIED, problem + ". " + summary);
		}
		if (!removed.isEmpty()) {
			procedure.tell("left", "drill-left", Severity.WARNING,
					Map.of("reason",
							words.say("a drill was ended from outside", "uma simulação foi encerrada por fora"),
							"summary", summary));
		}
		return summary;
	}

	private String listed() {
		return words.say(" (listed: %s%s)", " (listado: %s%s)", listed.isEmpty() ? "-" : String.join(", ", listed),
				unlisted.isEmpty() ? ""
						: words.say("; not listed: %s", "; não listado: %s", String.join("; ", unlisted)));
	}

}
