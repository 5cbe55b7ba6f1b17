package app;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fields by which people find runs in the Temporal UI. A namespace must know them
 * before a workflow may set them.
 */
final class SearchAttributes {

	/** All of them, each a {@code Keyword}. */
	static final List<String> NAMES = List.of("HoldfastSystem", "HoldfastComponent", "HoldfastPhase",
			"HoldfastWaitingFor");

	private static final Logger log = LoggerFactory.getLogger(SearchAttributes.class);

	private final WorkflowServiceStubsOptions connection;

	private final String namespace;

	SearchAttributes(WorkflowServiceStubsOptions connection, String namespace) {
		this.connection = connection;
		this.namespace = namespace;
	}

	/**
	 * Makes the namespace know the fields; does nothing when it does. A server that does
	 * not let us is reported with the command for somebody whom it does let.
	 */
	void register() {
		OperatorServiceStubs operator = OperatorServiceStubs
			.newServiceStubs(OperatorServiceStubsOptions.newBuilder(connection).build());
		try {
			registerMissing(operator);
		}
		catch (StatusRuntimeException refused) {
			if (refused.getStatus().getCode() == Status.Code.UNAVAILABLE) {
				throw refused;
			}
			log.warn(
					"Temporal does not let us look after the search attributes of namespace {} ({}). "
							+ "If they are missing, procedures stop at their first step until somebody runs: {}",
					namespace, refused.getStatus(), byHand(NAMES));
		}
		finally {
			operator.shutdownNow();
		}
	}

	private void registerMissing(OperatorServiceStubs operator) {
		Map<String, IndexedValueType> known = operator.blockingStub()
			.withDeadlineAfter(10, TimeUnit.SECONDS)
			.listSearchAttributes(ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
			.getCustomAttributesMap();
		NAMES.stream().filter(known::containsKey).forEach(name -> complainUnlessKeyword(name, known.get(name)));
		List<String> missing = NAMES.stream().filter(name -> !known.containsKey(name)).toList();
		if (missing.isEmpty()) {
			return;
		}
		try {
			operator.blockingStub().withDeadlineAfter(20, TimeUnit.SECONDS).addSearchAttributes(adding(missing));
			log.info("Search attributes {} registered in namespace {}", missing, namespace);
		}
		catch (StatusRuntimeException refused) {
			// Another replica that starts at the same moment was faster.
			if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
				throw refused;
			}
		}
	}

	private AddSearchAttributesRequest adding(List<String> missing) {
		return AddSearchAttributesRequest.newBuilder()
			.setNamespace(namespace)
			.putAllSearchAttributes(missing.stream()
				.collect(Collectors.toMap(name -> name, name -> IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)))
			.build();
	}

	private void complainUnlessKeyword(String name, IndexedValueType type) {
		if (type != IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD) {
			log.error(
					"Search attribute {} of namespace {} has type {}, needed is Keyword. Remove it there "
							+ "(temporal operator search-attribute remove --name {}) and start again.",
					name, namespace, type, name);
		}
	}

	private String byHand(List<String> names) {
		return names.stream()
			.map(name -> "--name " + name + " --type Keyword")
			.collect(Collectors.joining(" ", "temporal operator search-attribute create --namespace " + namespace + " ",
					""));
	}

}
