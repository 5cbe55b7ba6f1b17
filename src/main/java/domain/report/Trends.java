package domain.report;

import java.time.Instant;
import java.util.List;

/**
 * Figures of earlier runs of the same procedure on the same subject.
 *
 * @param points all of them, oldest first
 * @param missing why there are none to be had; null when the ledger answered
 */
public record Trends(List<Point> points, String missing) {

	/** How many runs a trend shows, the present one among them. */
	public static final int RUNS = 12;

	public Trends {
		points = points == null ? List.of() : List.copyOf(points);
	}

	/** That the ledger could not be asked. */
	public static Trends missing(String why) {
		return new Trends(List.of(), why);
	}

	/** Those of one figure. */
	public List<Point> of(String figure) {
		return points.stream().filter(point -> point.figure().equals(figure)).toList();
	}

	/**
	 * One figure of one run.
	 *
	 * @param figure the figure's name
	 * @param at when it was measured
	 * @param value what was measured
	 * @param limit what it had to keep then; null when nothing
	 * @param run id of the run
	 */
	public record Point(String figure, Instant at, double value, Double limit, String run) {

	}

}
