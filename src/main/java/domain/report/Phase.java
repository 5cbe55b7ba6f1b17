package domain.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A part of a run.
 *
 * @param name what was done, for people
 * @param kind who was at work
 * @param start begin
 * @param end end
 */
public record Phase(String name, Kind kind, Instant start, Instant end) {

	/** Who was at work. */
	public enum Kind {

		/** The procedure. */
		@JsonProperty("machine")
		MACHINE,
		/** Nobody: a decision of people was waited for. */
		@JsonProperty("people")
		PEOPLE

	}

	/** How long it took. */
	public Duration length() {
		return Duration.between(start, end);
	}

	/**
	 * Time between two moments during which people were not waited for.
	 * @param timeline parts that do not overlap
	 */
	public static Duration machineTime(List<Phase> timeline, Instant from, Instant until) {
		Duration waited = timeline.stream()
			.filter(phase -> phase.kind() == Kind.PEOPLE)
			.map(phase -> phase.within(from, until))
			.reduce(Duration.ZERO, Duration::plus);
		return Duration.between(from, until).minus(waited);
	}

	private Duration within(Instant from, Instant until) {
		Instant first = start.isBefore(from) ? from : start;
		Instant last = end.isAfter(until) ? until : end;
		return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
	}

}
