package workflows.recovery;

import domain.report.Remark;
import domain.report.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workflows.steps.BadEnd;
import workflows.steps.Words;

/** What a report says of a run that did not reach its end. */
final class BadEnding {

	private final Words words;

	BadEnding(Words words) {
		this.words = words;
	}

	Remark remark(BadEnd end) {
		return new Remark(Remark.Grade.FAILURE,
				words.say("ended before its end: %s", "encerrado antes do fim: %s", end.why()),
				words.say("whoever asked for it", "quem solicitou"));
	}

	/** What was taken back and what was not; empty when nothing had been begun. */
	Optional<Table> table(BadEnd end) {
		List<List<String>> rows = Stream
			.concat(end.undone().stream().map(done -> List.of("✓", done)),
					end.failed().stream().map(left -> List.of("✗", left)))
			.toList();
		return rows.isEmpty() ? Optional.empty() : Optional
			.of(new Table(words.say("Taken back", "Desfeito"), List.of("", words.say("what", "o quê")), rows, false));
	}

}
