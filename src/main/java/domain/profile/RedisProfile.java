package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * How a Redis runs on its host, for its backups. Commands are programs and their
 * arguments, which no shell reads.
 *
 * @param file absolute path of its dump on the host, as the SSH user finds it:
 * {@code dir} and {@code dbfilename} of its configuration
 * @param stop stops it, for example {@code systemctl stop redis-server}
 * @param start starts it
 * @param within longest time of saving, stopping, starting and loading, each; 10 minutes
 * when absent
 */
public record RedisProfile(@Required String file, @Required List<String> stop, @Required List<String> start,
		Duration within) {

	public RedisProfile {
		stop = SystemProfile.listOf(stop);
		start = SystemProfile.listOf(start);
		within = within == null ? Duration.ofMinutes(10) : within;
	}

}
