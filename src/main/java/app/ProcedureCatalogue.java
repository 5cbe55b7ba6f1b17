package app;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import systems.Procedures;

/**
 * The procedures that can be scheduled, found by their interfaces: all in {@code
 * workflows} but what procedures share. Each has one record as input.
 */
@Component
class ProcedureCatalogue implements Procedures {

	private static final String PROCEDURES = "workflows";

	private static final String SHARED = "workflows.steps";

	private final ObjectMapper mapper = Converters.mapper();

	private final TreeMap<String, Class<?>> inputs = new TreeMap<>();

	ProcedureCatalogue() {
		var scanner = new ClassPathScanningCandidateComponentProvider(false) {
			@Override
			protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
				return definition.getMetadata().isInterface();
			}
		};
		scanner.addIncludeFilter(new AnnotationTypeFilter(WorkflowInterface.class));
		scanner.findCandidateComponents(PROCEDURES)
			.stream()
			.map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), getClass().getClassLoader()))
			.filter(contract -> !contract.getPackageName().equals(SHARED))
			.forEach(this::add);
	}

	private void add(Class<?> contract) {
		Arrays.stream(contract.getMethods())
			.filter(method -> method.isAnnotationPresent(WorkflowMethod.class))
			.findFirst()
			.map(Method::getParameterTypes)
			.ifPresent(types -> inputs.put(contract.getSimpleName(), types[0]));
	}

	@Override
	public boolean knows(String procedure) {
		return inputs.containsKey(procedure);
	}

	@Override
	public List<String> names() {
		return List.copyOf(inputs.keySet());
	}

	@Override
	public Optional<Refusal> refusal(String procedure, Map<String, Object> input) {
		Class<?> type = inputs.get(procedure);
		TreeSet<String> fields = new TreeSet<>();
		Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(fields::add);
		Optional<Refusal> misspelt = input.keySet()
			.stream()
			.filter(given -> !fields.contains(given))
			.findFirst()
			.map(given -> new Refusal(given,
					"is no field of " + procedure + "'s input (allowed " + String.join(", ", fields) + ")"));
		return misspelt.isPresent() ? misspelt : unreadable(input, type);
	}

	private Optional<Refusal> unreadable(Map<String, Object> input, Class<?> type) {
		try {
			mapper.convertValue(input, type);
			return Optional.empty();
		}
		catch (IllegalArgumentException unfit) {
			if (unfit.getCause() instanceof JsonMappingException mapping) {
				String field = mapping.getPath().isEmpty() ? "" : mapping.getPath().getFirst().getFieldName();
				return Optional.of(new Refusal(field == null ? "" : field, UnreadableJson.inWords(mapping)));
			}
			throw unfit;
		}
	}

}
