import type { Entry } from '../entry.ts'

/** Statistics of a group's rows. */
export const STATISTICS: readonly Entry[] = [
  {
    id: 'standard-deviation',
    title: 'stddev, variance, their _samp and _pop, covariance',
    what: 'stddev and variance are those of a sample, in every engine; of one row they are NULL. Last digits may differ.',
    triggers: [
      'function:stddev',
      'function:stddev_samp',
      'function:stddev_pop',
      'function:std',
      'function:variance',
      'function:var_samp',
      'function:var_pop',
      'function:covar_samp',
      'function:covar_pop',
    ],
    spark:
      'SELECT stddev(x) AS a, variance(x) AS b, stddev_pop(x) AS c, var_pop(x) AS d, covar_samp(x, y) AS e, stddev(z) AS f FROM VALUES (2D, 1D, 5D), (4D, 2D, NULL), (6D, 6D, NULL) AS t(x, y, z)',
    ports: {
      duckdb: {
        plain:
          'SELECT stddev(x) AS a, variance(x) AS b, stddev_pop(x) AS c, var_pop(x) AS d, covar_samp(x, y) AS e, stddev(z) AS f FROM (VALUES (2::DOUBLE, 1::DOUBLE, 5::DOUBLE), (4, 2, NULL), (6, 6, NULL)) AS t(x, y, z)',
      },
      polars: {
        plain:
          "x, y, z = (pl.col(name) for name in 'xyz')\npl.DataFrame({'x': [2.0, 4.0, 6.0], 'y': [1.0, 2.0, 6.0], 'z': [5.0, None, None]}).select(a=x.std(), b=x.var(), c=x.std(ddof=0), d=x.var(ddof=0), e=pl.cov(x, y), f=z.std())",
      },
    },
  },
  {
    id: 'correlation',
    title: 'corr',
    what: 'The correlation is the same up to its last digits. Pairs with NULL are skipped.',
    triggers: ['function:corr', 'method:corr'],
    spark: 'SELECT corr(x, y) AS c FROM VALUES (1D, 2D), (2D, 4D), (3D, 6D), (4D, NULL) AS t(x, y)',
    ports: {
      duckdb: {
        plain:
          'SELECT corr(x, y) AS c FROM (VALUES (1::DOUBLE, 2::DOUBLE), (2, 4), (3, 6), (4, NULL)) AS t(x, y)',
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [1.0, 2.0, 3.0, 4.0], 'y': [2.0, 4.0, 6.0, None]}).select(c=pl.corr('x', 'y'))",
      },
    },
  },
  {
    id: 'correlation-of-constant',
    title: 'corr of a constant column',
    what: 'Spark raises «division by zero», and one such group ends the job. DuckDB and Polars return NaN.',
    triggers: ['function:corr', 'method:corr', 'setting:spark.sql.ansi.enabled'],
    shows: 'rarely',
    spark: 'SELECT corr(x, y) AS c FROM VALUES (1D, 5D), (2D, 5D), (3D, 5D) AS t(x, y)',
    ports: {
      duckdb: {
        plain: 'SELECT corr(x, y) AS c FROM (VALUES (1::DOUBLE, 5::DOUBLE), (2, 5), (3, 5)) AS t(x, y)',
        write: 'Decide what such a group gets. The Spark job that did not raise had none.',
      },
      polars: {
        plain: "pl.DataFrame({'x': [1.0, 2.0, 3.0], 'y': [5.0, 5.0, 5.0]}).select(c=pl.corr('x', 'y'))",
        write: 'Decide what such a group gets. The Spark job that did not raise had none.',
      },
    },
  },
  {
    id: 'skewness',
    title: 'skewness',
    what: "Spark and Polars return the population's. DuckDB corrects it for a sample, so its number is greater.",
    triggers: ['function:skewness'],
    spark: 'SELECT round(skewness(x), 9) AS s FROM VALUES (1D), (2D), (3D), (10D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT round(skewness(x), 9) AS s FROM (VALUES (1::DOUBLE), (2), (3), (10)) AS t(x)',
        agrees:
          'SELECT round(skewness(x) * (count(x) - 2) / sqrt(count(x) * (count(x) - 1)), 9) AS s FROM (VALUES (1::DOUBLE), (2), (3), (10)) AS t(x)',
        write: 'skewness(x) * (count(x) - 2) / sqrt(count(x) * (count(x) - 1))',
      },
      polars: { plain: "pl.DataFrame({'x': [1.0, 2.0, 3.0, 10.0]}).select(s=pl.col('x').skew().round(9))" },
    },
  },
  {
    id: 'kurtosis',
    title: 'kurtosis',
    what: "Spark, DuckDB's kurtosis_pop and Polars return the population's. DuckDB's kurtosis corrects it for a sample.",
    triggers: ['function:kurtosis'],
    spark: 'SELECT round(kurtosis(x), 9) AS k FROM VALUES (1D), (2D), (3D), (10D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT round(kurtosis(x), 9) AS k FROM (VALUES (1::DOUBLE), (2), (3), (10)) AS t(x)',
        agrees: 'SELECT round(kurtosis_pop(x), 9) AS k FROM (VALUES (1::DOUBLE), (2), (3), (10)) AS t(x)',
        write: 'kurtosis_pop(x)',
      },
      polars: {
        plain: "pl.DataFrame({'x': [1.0, 2.0, 3.0, 10.0]}).select(k=pl.col('x').kurtosis().round(9))",
      },
    },
  },
  {
    id: 'statistics-of-one-row',
    title: 'skewness, kurtosis, corr and covar_samp of one row',
    what: 'Spark returns NULL for each. Where another engine divides by 0, it returns NaN.',
    triggers: ['function:skewness', 'function:kurtosis', 'function:corr', 'function:covar_samp'],
    shows: 'rarely',
    spark:
      'SELECT skewness(x) AS a, kurtosis(x) AS b, corr(x, y) AS c, covar_samp(x, y) AS d FROM VALUES (1D, 2D) AS t(x, y)',
    ports: {
      duckdb: {
        plain:
          'SELECT skewness(x) AS a, kurtosis_pop(x) AS b, corr(x, y) AS c, covar_samp(x, y) AS d FROM (VALUES (1::DOUBLE, 2::DOUBLE)) AS t(x, y)',
        agrees:
          "SELECT nullif(skewness(x), 'NaN') AS a, nullif(kurtosis_pop(x), 'NaN') AS b, nullif(corr(x, y), 'NaN') AS c, covar_samp(x, y) AS d FROM (VALUES (1::DOUBLE, 2::DOUBLE)) AS t(x, y)",
        write: "nullif(corr(x, y), 'NaN')",
      },
      polars: {
        plain:
          "x, y = pl.col('x'), pl.col('y')\npl.DataFrame({'x': [1.0], 'y': [2.0]}).select(a=x.skew(), b=x.kurtosis(), c=pl.corr(x, y), d=pl.cov(x, y))",
        agrees:
          "x, y = pl.col('x'), pl.col('y')\npl.DataFrame({'x': [1.0], 'y': [2.0]}).select(a=x.skew(), b=x.kurtosis(), c=pl.corr(x, y), d=pl.cov(x, y)).fill_nan(None)",
        write: 'x.skew().fill_nan(None)',
      },
    },
  },
  {
    id: 'percentile',
    title: 'percentile, percentile_cont',
    what: "Spark and DuckDB's quantile_cont interpolate between rows. Polars' quantile takes the nearest row unless told to interpolate.",
    triggers: ['function:percentile', 'function:percentile_cont'],
    spark:
      'SELECT percentile(x, 0.5) AS a, percentile(x, 0.25) AS b FROM VALUES (1), (2), (3), (4), (NULL) AS t(x)',
    ports: {
      duckdb: {
        plain:
          'SELECT quantile_cont(x, 0.5) AS a, quantile_cont(x, 0.25) AS b FROM (VALUES (1), (2), (3), (4), (NULL)) AS t(x)',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2, 3, 4, None]}).select(a=x.quantile(0.5), b=x.quantile(0.25))",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2, 3, 4, None]}).select(a=x.quantile(0.5, 'linear'), b=x.quantile(0.25, 'linear'))",
        write: "x.quantile(0.25, interpolation='linear')",
      },
    },
  },
  {
    id: 'percentile-approx',
    title: 'percentile_approx and approx_percentile',
    what: 'Spark returns one of the values, exactly so while there are few rows. DuckDB and Polars have other estimates; their exact quantiles of rows agree as long as Spark is exact.',
    triggers: ['function:percentile_approx', 'function:approx_percentile'],
    spark:
      'SELECT percentile_approx(x, 0.5) AS a, percentile_approx(x, 0.75) AS b FROM VALUES (1), (2), (3), (4) AS t(x)',
    ports: {
      duckdb: {
        plain:
          'SELECT approx_quantile(x, 0.5) AS a, approx_quantile(x, 0.75) AS b FROM (VALUES (1), (2), (3), (4)) AS t(x)',
        agrees:
          'SELECT quantile_disc(x, 0.5) AS a, quantile_disc(x, 0.75) AS b FROM (VALUES (1), (2), (3), (4)) AS t(x)',
        write: 'quantile_disc(x, 0.5), and percentile_disc in the Spark job if there are many rows',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2, 3, 4]}).select(a=x.quantile(0.5), b=x.quantile(0.75))",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2, 3, 4]}).select(a=x.quantile(0.5, 'equiprobable'), b=x.quantile(0.75, 'equiprobable'))",
        write:
          "x.quantile(0.5, interpolation='equiprobable'), and percentile_disc in the Spark job if there are many rows",
      },
    },
  },
  {
    id: 'median',
    title: 'median',
    what: 'Of an even number of rows, the mean of the two in the middle.',
    triggers: ['function:median'],
    spark: 'SELECT median(x) AS m FROM VALUES (1), (2), (3), (4), (NULL) AS t(x)',
    ports: {
      duckdb: { plain: 'SELECT median(x) AS m FROM (VALUES (1), (2), (3), (4), (NULL)) AS t(x)' },
      polars: { plain: "pl.DataFrame({'x': [1, 2, 3, 4, None]}).select(m=pl.col('x').median())" },
    },
  },
  {
    id: 'mode',
    title: 'mode with NULL',
    what: 'Spark and DuckDB skip NULL, Polars counts it. Of values that are as frequent, Spark returns any, DuckDB the first that it met, Polars all.',
    triggers: ['function:mode'],
    spark: "SELECT mode(x) AS m FROM VALUES ('b'), ('a'), ('a'), (NULL), (NULL), (NULL) AS t(x)",
    ports: {
      duckdb: {
        plain: "SELECT mode(x) AS m FROM (VALUES ('b'), ('a'), ('a'), (NULL), (NULL), (NULL)) AS t(x)",
      },
      polars: {
        plain: "pl.DataFrame({'x': ['b', 'a', 'a', None, None, None]}).select(m=pl.col('x').mode().first())",
        agrees:
          "pl.DataFrame({'x': ['b', 'a', 'a', None, None, None]}).select(m=pl.col('x').drop_nulls().mode().sort().first())",
        write: 'x.drop_nulls().mode().sort().first(), and mode(x, true) in the Spark job',
      },
    },
  },
]
