package org.guildhall.knowledge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns text into meaning: a vector of length 1 whose inner product with another says how close two texts are. The model
 * comes with the jar and runs in this process. One thread an inference and no spinning: on a busy machine that is five
 * times quicker than letting every question wake all cores. Safe for many threads, also while it is closed.
 */
final class Embedder implements AutoCloseable {

    /** The model's name, part of every cache key. */
    static final String MODEL = "bge-small-en-v1.5-q";

    /** Numbers in a vector. */
    static final int DIMENSIONS = 384;

    /** Pieces of a question that are looked at: about 70 words. Time grows with them. */
    static final int QUESTION_PIECES = 96;

    /** Pieces of a section that are looked at; beyond, sections say little about what they are about. */
    static final int SECTION_PIECES = 192;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPiece pieces;
    /** Read by whoever asks, written by whoever closes: the native side would ask on in memory that is no longer its own. */
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    private boolean closed;

    private Embedder(OrtEnvironment environment, OrtSession session, WordPiece pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /** Loads the model; takes about half a second. */
    static Embedder load() {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "guildhall");
            environment.setTelemetry(false);
            keepUntilTheProcessEnds(environment);
            WordPiece pieces = WordPiece.of(JsonMapper.shared().readTree(resource(MODEL + "-tokenizer.json")));
            return new Embedder(environment, environment.createSession(resource(MODEL + ".onnx"), oneThread()), pieces);
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "The language model cannot be loaded: is this a 64-bit Linux, macOS or Windows?", e);
        }
    }

    /**
     * The library's own shutdown hook gives the environment back while questions that are under way still use it, and the
     * process is killed for touching its memory (onnxruntime issue 31352). The native side counts references, so a second
     * one keeps it. There is no public way to have one; {@code EmbedderFlowTests} notices when this one is gone.
     */
    private static void keepUntilTheProcessEnds(OrtEnvironment environment) {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method reference =
                    OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            reference.setAccessible(true);
            reference.invoke(
                    environment, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR.getValue(), "guildhall");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This onnxruntime would be gone too early when the application stops", e);
        }
    }

    private static OrtSession.SessionOptions oneThread() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Every question has its own length; patterns kept for each would only grow.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Embedder.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The jar has no " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + name + " cannot be read", e);
        }
    }

    /** Common English words and names, in lower case. */
    Set<String> commonWords() {
        return pieces.wholeWords();
    }

    /**
     * A text's vector, of length 1.
     *
     * @param limit how many word pieces are looked at, from the start
     * @throws IllegalStateException when it is closed
     */
    float[] embed(String text, int limit) {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The language model is closed");
            }
            return vector(text, limit);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private float[] vector(String text, int limit) {
        long[] ids = pieces.encode(text, limit);
        long[] shape = {1, ids.length};
        long[] ones = new long[ids.length];
        java.util.Arrays.fill(ones, 1);
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", tokens, "attention_mask", attention, "token_type_ids", types))) {
            return firstOfLengthOne((OnnxTensor) result.get(0));
        } catch (OrtException e) {
            throw new IllegalStateException("The language model failed on " + ids.length + " pieces", e);
        }
    }

    /** This model puts a text's meaning into the vector of its first mark (Xiao et al. 2023, C-Pack, section 4). */
    private static float[] firstOfLengthOne(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] vector = new float[DIMENSIONS];
        buffer.get(vector);
        double square = 0;
        for (float x : vector) {
            square += x * x;
        }
        float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    /** Waits for those who ask just now. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The language model cannot be closed", e);
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
