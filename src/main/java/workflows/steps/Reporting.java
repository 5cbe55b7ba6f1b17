package workflows.steps;

import activities.Reports;
import domain.people.Severity;
import domain.release.Artifact;
import domain.report.Filed;
import domain.report.Report;
import domain.report.Verdict;
import io.temporal.failure.ActivityFailure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Hands reports to people. */
final class Reporting {

	private static final String TOPIC = "reports";

	private final Procedure procedure;

	Reporting(Procedure procedure) {
		this.procedure = procedure;
	}

	Optional<Filed> hand(Report report) {
		if (procedure.run().planning()) {
			return Optional.empty();
		}
		Words words = procedure.words();
		try {
			Filed filed = Steps.safe(Reports.class, words.say("Write the report", "Escrever o relatório"))
				.fileReport(report);
			tell(filed);
			procedure.board().note(words.say("report: %s (`%s`)", "relatório: %s (`%s`)", filed.line(), place(filed)));
			return Optional.of(filed);
		}
		catch (ActivityFailure unwritten) {
			if (Failures.cancelled(unwritten)) {
				throw unwritten;
			}
			procedure.board()
				.note(words.say("the report could not be written: %s", "não foi possível escrever o relatório: %s",
						Failures.words(unwritten)));
			return Optional.empty();
		}
	}

	private void tell(Filed filed) {
		Map<String, String> values = new TreeMap<>(procedure.facts());
		values.put("title", filed.title());
		values.put("summary", filed.line());
		values.put("files", filed.files().stream().map(Artifact::location).collect(Collectors.joining("\n")));
		procedure.tidings()
			// A report that is written again is told again only when it comes to
			// something
			// else.
			.tell("report/" + filed.name() + "/" + filed.verdict().name().toLowerCase(Locale.ROOT), "report",
					severity(filed.verdict()), TOPIC, values, filed.files());
	}

	private static Severity severity(Verdict verdict) {
		return switch (verdict) {
			case PASSED -> Severity.INFORMATION;
			case PASSED_WITH_EXCEPTIONS -> Severity.WARNING;
			case FAILED -> Severity.CRITICAL;
		};
	}

	private static String place(Filed filed) {
		return filed.files().isEmpty() ? "-" : filed.files().getFirst().location();
	}

}
