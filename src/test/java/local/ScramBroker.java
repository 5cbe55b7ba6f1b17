package local;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.awaitility.Awaitility;

/**
 * A real Kafka broker (KRaft) that takes nobody without a login: one user by PLAIN, those
 * that are given to it by SCRAM-SHA-512.
 */
public final class ScramBroker implements AutoCloseable {

	/** A SCRAM user that may do everything, once it has a value. */
	public static final String ADMIN = "admin";

	private static final int ITERATIONS = 4096;

	private final KafkaClusterTestKit broker;

	private ScramBroker(KafkaClusterTestKit broker) {
		this.broker = broker;
	}

	/** One that is ready. */
	public static ScramBroker start() {
		try {
			KafkaClusterTestKit broker = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder().setCombined(true)
				.setNumBrokerNodes(1)
				.setNumControllerNodes(1)
				.setBrokerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
				.setControllerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
				.build())
				.setConfigProp("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512")
				.setConfigProp("listener.name.external.scram-sha-512.sasl.jaas.config",
						"org.apache.kafka.common.security.scram.ScramLoginModule required;")
				.setConfigProp("super.users", "User:" + JaasUtils.KAFKA_PLAIN_ADMIN + ";User:" + ADMIN)
				.build();
			broker.format();
			broker.startup();
			broker.waitForReadyBrokers();
			return new ScramBroker(broker);
		}
		catch (Exception failed) {
			throw new IllegalStateException("The Kafka broker does not start", failed);
		}
	}

	/** The port on this machine. */
	public String port() {
		return this.broker.bootstrapServers().replaceAll(".*:", "");
	}

	/** A client of the user that needs no SCRAM. */
	public Admin administrator() {
		return client("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule", JaasUtils.KAFKA_PLAIN_ADMIN,
				JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD);
	}

	private Admin client(String mechanism, String module, String user, String password) {
		Map<String, Object> settings = new TreeMap<>();
		settings.put("bootstrap.servers", this.broker.bootstrapServers());
		settings.put("security.protocol", "SASL_PLAINTEXT");
		settings.put("sasl.mechanism", mechanism);
		settings.put("sasl.jaas.config",
				"%s required username=\"%s\" password=\"%s\";".formatted(module, user, password));
		Properties properties = new Properties();
		properties.putAll(settings);
		return Admin.create(properties);
	}

	/** The user logs in with this value, sooner or later. */
	public void give(String user, String value) {
		try (Admin admin = administrator()) {
			admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user,
					new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), value)))
				.all()
				.get();
		}
		catch (ExecutionException | InterruptedException refused) {
			throw new IllegalStateException("The broker refuses a user", refused);
		}
		Awaitility.await(user + " to be known").atMost(Patience.LIMIT).until(() -> logsIn(user, value));
	}

	/** Whether the broker takes the user with this value. */
	public boolean logsIn(String user, String value) {
		try (Admin client = client("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule", user,
				value)) {
			return !client.describeCluster().nodes().get().isEmpty();
		}
		catch (ExecutionException refused) {
			if (refused.getCause() instanceof AuthenticationException) {
				return false;
			}
			throw new IllegalStateException("The broker does not answer", refused);
		}
		catch (InterruptedException stopping) {
			throw new IllegalStateException(stopping);
		}
	}

	/** The right to read the topic {@code orders}. */
	public static AclBinding mayReadOrders(String user) {
		return new AclBinding(new ResourcePattern(ResourceType.TOPIC, "orders", PatternType.LITERAL),
				new AccessControlEntry("User:" + user, "*", AclOperation.READ, AclPermissionType.ALLOW));
	}

	@Override
	public void close() {
		try {
			this.broker.close();
		}
		catch (Exception failed) {
			throw new IllegalStateException("The Kafka broker does not end", failed);
		}
	}

}
