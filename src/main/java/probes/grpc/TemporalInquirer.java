package probes.grpc;

import domain.diagnosis.Filling;
import domain.diagnosis.Order;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.Probe;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import probes.Inquirer;

/**
 * Looks at workflows of a system's own Temporal server; not the one that Holdfast runs
 * on.
 */
@Component
class TemporalInquirer implements Inquirer {

	private static final int USUAL_PORT = 7233;

	private final Channels channels;

	TemporalInquirer(Channels channels) {
		this.channels = channels;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.TEMPORAL;
	}

	@Override
	public Rows ask(Question question, Surroundings around) {
		NamedQuery query = question.query();
		Probe server = question.source();
		int port = server.port() == null ? USUAL_PORT : server.port();
		Order order = Order.of(query.text());
		boolean list = order.verb().equals("LIST");
		String argument = Filling.fill(order.argument(), question.values(),
				value -> list ? Filling.inQuotes(value) : value);
		try {
			return channels.with(server, port,
					channel -> Rows.atMost(query.limit(),
							new WorkflowLook(
									WorkflowServiceGrpc.newBlockingStub(channel)
										.withDeadlineAfter(query.within().toMillis(), TimeUnit.MILLISECONDS),
									server.namespace() == null ? "default" : server.namespace(), query.limit())
								.ask(order.verb(), argument)));
		}
		catch (StatusRuntimeException refused) {
			throw sorted(server.host() + ":" + port, refused.getStatus());
		}
	}

	private static RuntimeException sorted(String place, Status status) {
		String words = place + " answers " + status.getCode() + ": " + status.getDescription()
				+ (status.getCause() == null ? "" : " (" + probes.Causes.words(status.getCause()) + ")");
		return switch (status.getCode()) {
			case NOT_FOUND -> new PermanentFailure(FailureKind.NOT_FOUND, words);
			case UNAUTHENTICATED, PERMISSION_DENIED -> new PermanentFailure(FailureKind.FORBIDDEN, words);
			case INVALID_ARGUMENT, UNIMPLEMENTED -> new PermanentFailure(FailureKind.PROFILE, words);
			default -> new TransientFailure(words, null);
		};
	}

}
