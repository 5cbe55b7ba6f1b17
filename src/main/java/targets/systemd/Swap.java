package targets.systemd;

import domain.probe.ProbeResult;
import domain.release.Changes;
import domain.release.History;
import domain.release.Live;
import java.util.List;

/**
 * How versions of one thing take each other's place on a host, in one run. The meaning of
 * every step is that of {@link targets.DeployTarget}.
 */
interface Swap {

	Live live();

	Changes fetch();

	Changes dropFetched();

	Changes build();

	Changes bringUp();

	Changes goBack();

	List<ProbeResult> verify();

	History history();

	String recentLog();

}
