package probes.grpc;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import io.grpc.Channel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import probes.Prober;
import probes.Stopwatch;

/** Asks the standard health service, {@code grpc.health.v1.Health/Check}. */
@Component
class GrpcHealthProber implements Prober {

	private final Channels channels;

	GrpcHealthProber(Channels channels) {
		this.channels = channels;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.GRPC_HEALTH;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		return channels.ask(probe, probe.port(), channel -> check(probe, channel));
	}

	private static Finding check(Probe probe, Channel channel) {
		Stopwatch watch = new Stopwatch();
		String service = probe.service() == null ? "" : probe.service();
		ServingStatus status = HealthGrpc.newBlockingStub(channel)
			.withDeadlineAfter(probe.within().toMillis(), TimeUnit.MILLISECONDS)
			.check(HealthCheckRequest.newBuilder().setService(service).build())
			.getStatus();
		String words = probe.host() + ":" + probe.port() + (service.isEmpty() ? "" : " " + service) + " says " + status;
		return status == ServingStatus.SERVING ? Finding.took(watch.time(), words) : new Finding.Broken(words);
	}

}
