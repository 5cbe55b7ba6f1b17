package probes.grpc;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import io.grpc.Channel;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import probes.Prober;
import probes.Stopwatch;

/** Asks a system's own Temporal server; not the one that Holdfast runs on. */
@Component
class TemporalProber implements Prober {

	private static final int USUAL_PORT = 7233;

	private final Channels channels;

	TemporalProber(Channels channels) {
		this.channels = channels;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.TEMPORAL;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		int port = probe.port() == null ? USUAL_PORT : probe.port();
		return channels.ask(probe, port, channel -> ask(probe, probe.host() + ":" + port, channel));
	}

	private static Finding ask(Probe probe, String place, Channel channel) {
		Stopwatch watch = new Stopwatch();
		String namespace = probe.namespace() == null ? "default" : probe.namespace();
		WorkflowServiceBlockingStub server = WorkflowServiceGrpc.newBlockingStub(channel)
			.withDeadlineAfter(probe.within().toMillis(), TimeUnit.MILLISECONDS);
		if (probe.query() == null) {
			server.describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
			return Finding.took(watch.time(), place + " serves namespace " + namespace);
		}
		long count = server
			.countWorkflowExecutions(
					CountWorkflowExecutionsRequest.newBuilder().setNamespace(namespace).setQuery(probe.query()).build())
			.getCount();
		return new Finding.Measured(count, "workflows",
				count + " workflows of " + namespace + " match " + probe.query());
	}

}
