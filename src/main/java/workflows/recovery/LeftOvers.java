package workflows.recovery;

import activities.Restores;
import domain.backup.Place;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.run.Change;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What drills have left behind: marked as theirs, with its time over. */
final class LeftOvers {

	private final Procedure procedure;

	private final Words words;

	private final List<String> removed = new ArrayList<>();

	private final List<String> listed = new ArrayList<>();

	private final List<String> failed = new ArrayList<>();

	LeftOvers(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** Beside what is in use, and where drills restore to now. */
	void clean(Source source) {
		clean(source, source.name());
		Protection.elsewhere(procedure.profile(), source)
			.ifPresent(place -> clean(Protection.drilled(procedure.profile(), source), source.name() + " / " + place));
	}

	/** A store that cannot be looked at does not keep the others from it. */
	private void clean(Source source, String place) {
		procedure.board().phase("clean", words.say("What drills left at %s", "O que simulações deixaram em %s", place));
		try {
			over(source).forEach(left -> remove(source, left));
			if (!procedure.run().planning()) {
				over(source)
					.forEach(left -> failed.add(words.say("%s is still there", "%s ainda está lá", left.name())));
			}
			listed.add(place);
		}
		catch (ActivityFailure refused) {
			if (Failures.cancelled(refused)) {
				throw refused;
			}
			failed.add(place + ": " + Failures.words(refused));
			procedure.board().note(failed.getLast());
		}
	}

	/** Only those that carry a drill's mark and the end of their time. */
	private List<Place> over(Source source) {
		Instant now = Board.now();
		return Steps
			.safe(Restores.class,
					words.say("List what runs made at %s", "Listar o que execuções fizeram em %s", source.name()))
			.listPlaces(new PlacesRequest(procedure.run(), source, null, null))
			.others()
			.stream()
			.filter(place -> place.purpose() == Place.Purpose.DRILL && place.expires() != null
					&& place.expires().isBefore(now))
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
		return words.say(" (listed: %s)", " (listado: %s)", listed.isEmpty() ? "-" : String.join(", ", listed));
	}

}
