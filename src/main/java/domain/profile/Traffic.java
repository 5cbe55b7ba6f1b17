package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * How clients get to another place.
 *
 * @param host the name that clients use; absent: no name changes, a route does
 * @param address the address that the name must resolve to there
 * @param target name of the target on which the programs are run
 * @param forward program and arguments that switch (a route, a DNS update); absent:
 * people do it and say so
 * @param back program and arguments that take it back
 * @param within how long the name may take to be seen; 1 hour when absent
 */
public record Traffic(String host, String address, String target, List<String> forward, List<String> back,
		Duration within) {

	public Traffic {
		forward = SystemProfile.listOf(forward);
		back = SystemProfile.listOf(back);
		within = within == null ? Duration.ofHours(1) : within;
	}

}
