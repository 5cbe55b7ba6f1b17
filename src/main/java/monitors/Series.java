package monitors;

import domain.profile.MonitoringProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measured values for people to read: every series of a query with its labels. */
public interface Series {

	/**
	 * The series now, a row each: labels, {@code time}, {@code value}.
	 * @param timeout longest time to the answer
	 * @throws domain.failure.PermanentFailure kind {@code PROFILE} when the query is
	 * refused
	 * @throws domain.failure.TransientFailure when the source cannot be asked
	 */
	List<Map<String, Object>> series(MonitoringProfile source, String query, Duration timeout);

}
