"""One way to find the pairs of alike sentences, for `cargo xtask bench --peers`.

peers.py METHOD SENTENCES PAIRS: reads one sentence a line and writes one pair of line numbers a line, the smaller first;
prints what it took as JSON. `exact` takes a sample of lines and finds all their pairs by comparing them with every line.
"""

import json
import re
import sys
import time

SAMPLE = 1000
HALF = 0.5


def words(sentence):
    return re.findall(r"[\w'’]+", sentence.lower())


def tfidf(sentences):
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False).fit_transform(sentences)


def pairs_of(matrix):
    found = matrix.tocoo()
    return {(int(a), int(b)) for a, b, value in zip(found.row, found.col, found.data) if a < b and value >= HALF - 1e-9}


def sparse(sentences):
    from sparse_dot_topn import sp_matmul_topn

    matrix = tfidf(sentences)
    return pairs_of(sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=50, threshold=HALF, n_threads=2))


def minhash(sentences):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=HALF, num_perm=128)
    hashes = MinHash.bulk([[word.encode() for word in set(words(sentence))] for sentence in sentences], num_perm=128)
    out = set()
    for number, hashed in enumerate(hashes):
        for other in index.query(hashed):
            if hashed.jaccard(hashes[other]) >= HALF:
                out.add((other, number))
        index.insert(number, hashed)
    return out


def cdist(sentences):
    import numpy
    from rapidfuzz import fuzz, process

    out = set()
    for start in range(0, len(sentences), 1000):
        block = process.cdist(
            sentences[start : start + 1000], sentences, scorer=fuzz.token_set_ratio, score_cutoff=70, workers=2, dtype=numpy.uint8
        )
        left, right = block.nonzero()
        out.update((int(a) + start, int(b)) for a, b in zip(left, right) if a + start < b)
    return out


def exact(sentences):
    import numpy
    from sklearn.feature_extraction.text import CountVectorizer

    step = max(1, len(sentences) // SAMPLE)
    rows = list(range(0, len(sentences), step))
    matrix = tfidf(sentences)
    sets = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False, binary=True).fit_transform(sentences)
    sizes = numpy.asarray(sets.sum(axis=1)).ravel()
    out = set()
    for start in range(0, len(rows), 100):
        some = rows[start : start + 100]
        cosine = (matrix[some] @ matrix.T).tocoo()
        shared = (sets[some] @ sets.T).tocoo()
        alike = cosine.data >= HALF
        near = [(some[a], b) for a, b in zip(cosine.row[alike], cosine.col[alike])]
        ours = numpy.asarray(some)[shared.row]
        alike = 3 * shared.data >= sizes[ours] + sizes[shared.col]
        near += list(zip(ours[alike], shared.col[alike]))
        out.update((min(int(a), int(b)), max(int(a), int(b))) for a, b in near if a != b)
    return out


def main():
    method, source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as lines:
        sentences = lines.read().split("\n")[:-1]
    start = time.perf_counter()
    found = {"sparse_dot_topn": sparse, "datasketch": minhash, "rapidfuzz": cdist, "exact": exact}[method](sentences)
    took = time.perf_counter() - start
    with open(target, "w", encoding="utf-8") as out:
        out.writelines(f"{a} {b}\n" for a, b in sorted(found))
    print(json.dumps({"seconds": took, "pairs": len(found)}))


main()
