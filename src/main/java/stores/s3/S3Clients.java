package stores.s3;

import domain.profile.Destination;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** One client for each service and pair of keys; keys are looked up anew each time. */
@Component
class S3Clients {

	private final Secrets secrets;

	private final Map<Login, S3Client> clients = new ConcurrentHashMap<>();

	S3Clients(Secrets secrets) {
		this.secrets = secrets;
	}

	S3Client client(Destination destination) {
		Login login = new Login(destination.endpoint(),
				destination.region() == null ? "us-east-1" : destination.region(),
				secrets.resolve(destination.accessKey()), secrets.resolve(destination.secretKey()));
		return clients.computeIfAbsent(login, S3Clients::open);
	}

	private static S3Client open(Login login) {
		// Services other than Amazon's do not all know the newer checksums, nor bodies in
		// chunks: parts carry
		// their MD5 instead, which every one checks.
		S3ClientBuilder builder = S3Client.builder()
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.region(Region.of(login.region))
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
			.serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
			.credentialsProvider(
					StaticCredentialsProvider.create(AwsBasicCredentials.create(login.accessKey, login.secretKey)));
		if (login.endpoint != null) {
			builder.endpointOverride(URI.create(login.endpoint)).forcePathStyle(true);
		}
		return builder.build();
	}

	@PreDestroy
	void close() {
		clients.values().forEach(S3Client::close);
	}

	/** Whom to ask, as whom. */
	private record Login(String endpoint, String region, String accessKey, String secretKey) {

		/** A log may print it. */
		@Override
		public String toString() {
			return "keys for " + endpoint + " " + region;
		}

	}

}
