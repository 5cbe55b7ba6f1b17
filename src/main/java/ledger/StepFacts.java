package ledger;

import domain.backup.Backup;
import domain.backup.Catalogue;
import domain.backup.Pruned;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.gate.DecisionRecord;
import domain.people.Delivery;
import domain.release.Changes;
import domain.release.Weights;
import domain.report.Filed;
import domain.run.Arguments;
import domain.run.Change;
import domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What follows for the ledger from a step's arguments and result, by their types. The
 * same for a step that just ended and for one that is read from a history, so that no
 * step files anything by hand.
 */
final class StepFacts {

	private static final String REFUSAL_MARK = ": ";

	private StepFacts() {
	}

	/** From what a step was given: decisions. */
	static List<Entry> ofArguments(String runId, Object[] arguments) {
		return Stream.of(arguments)
			.filter(DecisionRecord.class::isInstance)
			.<Entry>map(decision -> new Entry.DecisionEntry(runId, (DecisionRecord) decision))
			.toList();
	}

	/** From what a step returned: changes, backups, messages, measurements. */
	static List<Entry> ofResult(String runId, String stepId, Object[] arguments, Object result, Instant at) {
		return switch (result) {
			case Changes made -> changes(runId, stepId, arguments, made.changes());
			case Weights weights -> changes(runId, stepId, arguments, weights.changes());
			case Backup backup when !planning(arguments) -> List.of(new Entry.BackupEntry(runId, backup));
			case Catalogue found when !planning(arguments) ->
				found.entries().stream().<Entry>map(entry -> new Entry.BackupEntry(runId, entry.backup())).toList();
			case Pruned pruned when !planning(arguments) ->
				pruned.removed().stream().<Entry>map(gone -> new Entry.RemovalEntry(runId, gone.id(), at)).toList();
			case Filed report when !planning(arguments) -> List.of(new Entry.ReportEntry(runId, report));
			case Delivery delivery -> messages(runId, delivery, at);
			case WatchResult watched -> measurements(runId, arguments, watched);
			case null, default -> List.of();
		};
	}

	private static List<Entry> changes(String runId, String stepId, Object[] arguments, List<Change> changes) {
		boolean planned = planning(arguments);
		List<Change> made = changes == null ? List.of() : changes;
		return IntStream.range(0, made.size())
			.<Entry>mapToObj(position -> new Entry.ChangeEntry(runId, stepId, position, planned, made.get(position)))
			.toList();
	}

	private static List<Entry> messages(String runId, Delivery delivery, Instant at) {
		List<Entry> messages = new ArrayList<>();
		for (String channel : orNone(delivery.sent())) {
			messages.add(new Entry.MessageEntry(runId, delivery.key(), channel, null, at));
		}
		for (String refusal : orNone(delivery.unsent())) {
			int mark = refusal.indexOf(REFUSAL_MARK);
			String channel = mark < 0 ? refusal : refusal.substring(0, mark);
			String why = mark < 0 ? "not sent" : refusal.substring(mark + REFUSAL_MARK.length());
			messages.add(new Entry.MessageEntry(runId, delivery.key(), channel, why, at));
		}
		return messages;
	}

	private static List<Entry> measurements(String runId, Object[] arguments, WatchResult watched) {
		String stage = Stream.of(arguments)
			.filter(WatchRequest.class::isInstance)
			.map(request -> ((WatchRequest) request).stage())
			.findFirst()
			.orElse("");
		return orNone(watched.measurements()).stream()
			.filter(measurement -> measurement.at() != null)
			.<Entry>map(measurement -> new Entry.MeasurementEntry(runId, stage, measurement, true))
			.toList();
	}

	private static boolean planning(Object[] arguments) {
		Run run = Arguments.run(arguments);
		return run != null && run.planning();
	}

	private static <T> List<T> orNone(List<T> list) {
		return list == null ? List.of() : list;
	}

}
