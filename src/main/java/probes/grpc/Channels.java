package probes.grpc;

import domain.probe.Finding;
import domain.profile.Probe;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import secrets.Secrets;

/** A channel for one question, closed after it. */
@Component
class Channels {

	private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
			Metadata.ASCII_STRING_MARSHALLER);

	private final Secrets secrets;

	Channels(Secrets secrets) {
		this.secrets = secrets;
	}

	/** Asks, and sorts the refusals that say nothing about the server's health. */
	Finding ask(Probe probe, int port, Function<Channel, Finding> question) {
		try {
			return with(probe, port, question);
		}
		catch (StatusRuntimeException refused) {
			return refused(probe.host() + ":" + port, refused.getStatus());
		}
	}

	/** Asks; what the server refuses is thrown as it is. */
	<T> T with(Probe probe, int port, Function<Channel, T> question) {
		ManagedChannelBuilder<?> builder = ManagedChannelBuilder.forAddress(probe.host(), port);
		ManagedChannel channel = (probe.tls() ? builder.useTransportSecurity() : builder.usePlaintext()).build();
		try {
			return question.apply(identified(channel, probe));
		}
		finally {
			channel.shutdownNow();
		}
	}

	private Channel identified(Channel channel, Probe probe) {
		if (probe.token() == null) {
			return channel;
		}
		Metadata headers = new Metadata();
		headers.put(AUTHORIZATION, "Bearer " + secrets.resolve(probe.token()));
		return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
	}

	private static Finding refused(String place, Status status) {
		String words = place + " answers " + status.getCode()
				+ (status.getDescription() == null ? "" : ": " + status.getDescription());
		return switch (status.getCode()) {
			case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED -> new Finding.Unasked(words);
			default -> new Finding.Broken(
					words + (status.getCause() == null ? "" : " (" + probes.Causes.words(status.getCause()) + ")"));
		};
	}

}
