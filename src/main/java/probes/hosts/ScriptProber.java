package probes.hosts;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import probes.Prober;
import targets.ClusterCommands;
import targets.HostCommands;

/** Runs the profile's own program: over SSH on a host, in a Job on a cluster. */
final class ScriptProber implements Prober {

	private final ScriptQuestion question = new ScriptQuestion();

	private final HostProber onHosts;

	private final ClusterCommands clusters;

	ScriptProber(HostCommands hosts, ClusterCommands clusters) {
		this.onHosts = new HostProber(Probe.Kind.SCRIPT, question, hosts);
		this.clusters = clusters;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.SCRIPT;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws Exception {
		TargetProfile place = around.target(probe.target())
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "there is no target " + probe.target()));
		if (place.kind() != TargetProfile.Kind.KUBERNETES) {
			return onHosts.ask(probe, around);
		}
		return HostProber.read(question, probe, "namespace " + place.namespace(), probe.command(),
				clusters.inJob(place, probe.name(), probe.image(), probe.command(), probe.within()));
	}

}
