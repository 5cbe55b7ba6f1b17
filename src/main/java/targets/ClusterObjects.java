package targets;

import domain.profile.TargetProfile;
import java.util.Map;

/** Reads what runs in a cluster as it is described there. */
public interface ClusterObjects {

	/**
	 * The Deployments and StatefulSets of a namespace as JSON, by kind and name as in
	 * {@code deployment/web}.
	 * @throws domain.failure.PermanentFailure when we may not
	 * @throws domain.failure.TransientFailure when the cluster cannot be reached
	 */
	Map<String, String> workloads(TargetProfile cluster);

}
